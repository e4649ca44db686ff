"""What we talk about: values, frozen and small, with no input or output and nothing but the standard library."""
