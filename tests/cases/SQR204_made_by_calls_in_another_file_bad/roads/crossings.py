from roads.base import between, part_of
from roads.models import Bridge

bridge_river = between("bridge_river", "bridge", "river")
Pillar = part_of("Pillar", Bridge)
