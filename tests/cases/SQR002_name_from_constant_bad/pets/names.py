OWNER = "owner"
PETS = "pets"
