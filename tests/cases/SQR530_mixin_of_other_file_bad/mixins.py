from sqlalchemy.orm import Mapped, validates


class Named:
    @validates("names", "title")  # expect: SQR530
    def check_name(self, key, value):
        return value.strip()


class Dated:
    founded: Mapped[int]

    @validates("founded")
    def check_founded(self, key, value):
        return value


class Unused:
    @validates("nothing")
    def check_nothing(self, key, value):
        return value
