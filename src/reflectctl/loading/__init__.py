"""From text to the model, tolerantly: what cannot be used becomes a diagnostic and is left out."""
