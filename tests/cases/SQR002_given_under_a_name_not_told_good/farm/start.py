import json

from farm import models
from farm.links import link

LINKS = '[["Goat", "shed", "Shed", "goats"]]'
for owner, name, target, reverse in json.loads(LINKS):
    link(getattr(models, owner), name, target, back_populates=reverse)
