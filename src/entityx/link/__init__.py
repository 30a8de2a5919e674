"""Link: a `Doc` with its layers becomes a document record: who is who, whose title it is, who agreed with whom."""
