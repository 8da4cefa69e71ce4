from club import tables, people, membership
