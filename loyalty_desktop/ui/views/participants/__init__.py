"""The list of participants and the card of one."""
