from farm import models
from farm.more import measure

measure(models.Base)
models.Goat.colour = models.text()
