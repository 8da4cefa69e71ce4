from sqlalchemy import Column, ForeignKey, Integer


def key_to(target, **options):
    return Column(Integer, ForeignKey(target), **options)


def key_to_chef():
    return key_to("chef.id")
