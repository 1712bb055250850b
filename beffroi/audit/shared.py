SHARED_MODELS = {
    "audit.Entry": "une chaîne par commune, et une pour l’installation : la commune peut être absente",
}
