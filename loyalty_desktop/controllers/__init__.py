"""Controllers: QObjects without widgets, one for each view; the job runner; drafts of forms."""
