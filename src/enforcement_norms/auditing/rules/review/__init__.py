"""Legal review of decisions (法制审核): what must be reviewed, by whom, how, and what follows."""
