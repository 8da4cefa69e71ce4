READ = {"viewonly": True}
