"""The reasoned decision (说理式处罚决定书): what it states, cites, orders and tells."""
