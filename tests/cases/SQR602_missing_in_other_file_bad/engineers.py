from employees import Employee


class Engineer(Employee):  # expect: SQR602
    pass
