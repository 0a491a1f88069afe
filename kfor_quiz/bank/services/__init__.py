"""What writes the bank: loading packs, making questions, saving hand-written ones."""
