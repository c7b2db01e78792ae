"""The typed model of enforcement norms: frozen data, no file, no plugin, no language, no clock."""
