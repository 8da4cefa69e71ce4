from unittest import mock

from farm import models


def check_goats(monkeypatch):
    monkeypatch.setattr(models.Goat, "shed", mock.sentinel.shed, raising=False)


class Grid:
    def __init__(self, names):
        for name in names:
            setattr(self, name, self.relation(name))

    def relation(self, name):
        return name
