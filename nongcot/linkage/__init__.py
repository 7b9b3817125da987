"""What co-ops do with others by contract: linkage in production and sale, value chains, joint ventures."""
