"""What is computed (METHOD.md): pure functions of a territory and a method, frozen results, no file, no clock."""
