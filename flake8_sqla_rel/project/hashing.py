"""The hash that contents and names are told apart by."""

try:
    # hashlib loads OpenSSL, which takes longer than most of what a warm run does.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b"]
