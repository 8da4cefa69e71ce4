class Settings:
    pass


Settings.shed = "stable"
