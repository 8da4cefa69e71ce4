import unittest

from farm import settings


class SettingsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shed = settings.Settings.shed

    def test_it(self):
        setattr(settings.Settings, "shed", "barn")
        assert self.shed != settings.Settings.shed
