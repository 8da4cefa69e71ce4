"""A booking service for restaurants and meeting rooms."""
