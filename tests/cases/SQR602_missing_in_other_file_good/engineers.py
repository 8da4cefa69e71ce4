from employees import Employee


class Engineer(Employee):
    __mapper_args__ = {"polymorphic_abstract": True}


class Tester(Engineer):
    __mapper_args__ = {"polymorphic_identity": "tester"}
