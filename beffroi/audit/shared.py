SHARED_MODELS = {
    "audit.Entry": "une chaîne par commune, et une pour l’installation : la commune peut être absente",
    "audit.Checkpoint": "signe la chaîne d’une commune ou de l’installation, avec la clé de l’installation",
    "audit.PublicKey": "la clé est celle de l’installation",
}
