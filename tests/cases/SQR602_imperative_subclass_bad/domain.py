class Account:
    pass


class Savings(Account):
    pass


class Loan(Account):
    pass


class Report(Account):
    """Has a mapper and a table of its own, and inherits from the class alone."""
