OWNER = "keeper"
PETS = "pets"
