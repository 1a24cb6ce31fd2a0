"""What is wrong with an installation, part by part; each finding is a sentence, and says what to do."""
