"""SQL of the proof (services/ledger/proof.py): everything that can be computed again, compared with what is stored.

Checks of people run over ranges of ids, so that sorts stay small and the job can report and be cancelled.
"""
