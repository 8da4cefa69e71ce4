from roads.base import pairs

bridge_ferry = pairs("bridge", "ferry")
