"""Wording of tickets in German, French and Spanish; slots as in phrases.py, less those of words."""

from typing import NamedTuple

from ticket_generator.phrases import Issue


class Voice(NamedTuple):
    """How people of one language write around what they want."""

    greetings: tuple[str, ...]
    closings: tuple[str, ...]
    contexts: tuple[str, ...]
    asks: tuple[str, ...]
    issues: dict[str, tuple[Issue, ...]]


GERMAN = Voice(
    ("Hallo,", "Guten Tag,", "Guten Morgen,", "Sehr geehrte Damen und Herren,", "Liebes Team,"),
    ("Mit freundlichen Grüßen", "Viele Grüße", "Danke und Gruß", "Beste Grüße"),
    (
        "Das ist jetzt schon {n} Mal passiert.",
        "Ich schreibe im Namen von {company}.",
        "Auf unserer Seite wurde nichts geändert.",
        "Sie erreichen mich unter {email}.",
        "In der Hilfe habe ich nichts Passendes gefunden.",
    ),
    (
        "Können Sie bitte nachsehen?",
        "Wie geht es jetzt weiter?",
        "Bitte um kurze Rückmeldung.",
        "Wann können wir mit einer Antwort rechnen?",
    ),
    {
        "billing": (
            Issue(
                "Invoicing",
                "invoice",
                (
                    "Rechnung {invoice} ist falsch",
                    "Frage zur Rechnung {invoice}",
                    "Betrag stimmt nicht",
                ),
                (
                    "die Rechnung {invoice} weist {n} Plätze aus, wir nutzen aber weniger.",
                    "der Betrag auf Rechnung {invoice} ist um {amount} zu hoch.",
                    "auf der Rechnung {invoice} fehlt unsere Umsatzsteuernummer.",
                ),
                (
                    "Laut Vertrag zahlen wir {amount} im Monat.",
                    "Die Buchhaltung kann das so nicht verbuchen.",
                    "Unser Tarif heißt {plan}.",
                ),
            ),
        ),
        "login": (
            Issue(
                "Web app",
                "password",
                (
                    "Anmeldung nicht möglich",
                    "Passwort vergessen",
                    "Link zum Zurücksetzen abgelaufen",
                ),
                (
                    "ich kann mich seit gestern nicht mehr anmelden.",
                    "der Link zum Zurücksetzen des Passworts ist angeblich abgelaufen.",
                    "nach der Anmeldung über {tool} erscheint der Fehler {code}.",
                ),
                (
                    "Mein Benutzername ist {email}.",
                    "Ich habe es {n} Mal versucht, auch mit {browser}.",
                    "Kollegen haben das gleiche Problem.",
                ),
            ),
        ),
        "orders": (
            Issue(
                "Shop",
                "delivery",
                (
                    "Wo bleibt Bestellung {order}?",
                    "Lieferung {order} unvollständig",
                    "Falsche Ware",
                ),
                (
                    "die Bestellung {order} ist noch nicht angekommen.",
                    "in der Lieferung zu {order} fehlen {n} Stück.",
                    "bei Bestellung {order} wurde die falsche Ware geliefert.",
                ),
                (
                    "Die Sendungsnummer lautet {code}.",
                    "Wir brauchen die Ware dringend für eine Messe.",
                    "Der Karton war unbeschädigt.",
                ),
            ),
        ),
        "bug": (
            Issue(
                "Web app",
                "crash",
                ("Fehler {code} beim Speichern", "Leere Seite in {browser}", "Export ist leer"),
                (
                    "beim Speichern erscheint der Fehler {code}.",
                    "seit Version {version} bleibt die Seite in {browser} leer.",
                    "der Export als {file} enthält nur die Überschrift.",
                ),
                (
                    "Mit der Version davor ging es noch.",
                    "Der Fehler lässt sich jederzeit nachstellen.",
                    "Betroffen sind {n} Benutzer.",
                ),
            ),
        ),
        "performance": (
            Issue(
                "Web app",
                "slow_page",
                ("Alles sehr langsam", "Ladezeit von {n} Sekunden", "Bericht bricht ab"),
                (
                    "die Seiten brauchen seit heute etwa {n} Sekunden zum Laden.",
                    "unser Bericht bricht mit einer Zeitüberschreitung ab.",
                    "Aufrufe von {url} dauern viel zu lange.",
                ),
                (
                    "Unsere Leitung ist in Ordnung.",
                    "Am schlimmsten ist es am Vormittag.",
                    "Vor Version {version} war das nicht so.",
                ),
            ),
        ),
        "account": (
            Issue(
                "Admin console",
                "user_management",
                ("Neuer Benutzer {name}", "Konto von {name} löschen", "Rechte für {name}"),
                (
                    "bitte legen Sie ein Konto für {name} an.",
                    "{name} hat die Firma verlassen, bitte löschen Sie das Konto.",
                    "die Einladung an {email} ist nie angekommen.",
                ),
                (
                    "Die Rolle soll die gleiche sein wie meine.",
                    "Die Adresse ist {email}.",
                    "Der Geschäftsführer hat zugestimmt.",
                ),
            ),
        ),
        "integration": (
            Issue(
                "Connectors",
                "sync",
                (
                    "Abgleich mit {tool} steht",
                    "Schnittstelle meldet {code}",
                    "Webhook kommt nicht an",
                ),
                (
                    "der Abgleich mit {tool} läuft seit gestern nicht mehr.",
                    "die Schnittstelle antwortet mit {code}.",
                    "unsere Webhooks an {url} kommen nicht mehr an.",
                ),
                (
                    "Die Zugangsdaten haben wir geprüft.",
                    "Es fehlen etwa {n} Datensätze.",
                    "Im Protokoll steht nur {code}.",
                ),
            ),
        ),
        "feature_request": (
            Issue(
                "Web app",
                "idea_app",
                ("Wunsch: Anbindung an {tool}", "Vorschlag: Export als {file}", "Dunkle Ansicht"),
                (
                    "eine Anbindung an {tool} würde uns sehr helfen.",
                    "wir wünschen uns einen Export als {file}.",
                    "gibt es Pläne für eine dunkle Ansicht?",
                ),
                (
                    "Das würde uns {n} Minuten am Tag sparen.",
                    "Eine einfache Fassung reicht völlig.",
                    "Wir testen gern mit.",
                ),
            ),
        ),
    },
)

FRENCH = Voice(
    ("Bonjour,", "Bonjour à tous,", "Madame, Monsieur,", "Bonsoir,"),
    ("Cordialement,", "Bien à vous,", "Merci d'avance,", "Bonne journée,"),
    (
        "Cela s'est déjà produit {n} fois.",
        "J'écris au nom de {company}.",
        "Rien n'a été modifié de notre côté.",
        "Vous pouvez me joindre à {email}.",
        "Je n'ai rien trouvé dans l'aide.",
    ),
    (
        "Pouvez-vous regarder, s'il vous plaît ?",
        "Que devons-nous faire ?",
        "Merci de me tenir au courant.",
        "Quand aurons-nous une réponse ?",
    ),
    {
        "billing": (
            Issue(
                "Invoicing",
                "invoice",
                (
                    "Erreur sur la facture {invoice}",
                    "Question sur la facture {invoice}",
                    "Trop facturé",
                ),
                (
                    "la facture {invoice} indique {n} utilisateurs, ce qui est faux.",
                    "le montant de la facture {invoice} dépasse de {amount} le prix convenu.",
                    "notre numéro de TVA manque sur la facture {invoice}.",
                ),
                (
                    "D'après le contrat nous payons {amount} par mois.",
                    "La comptabilité refuse de la payer.",
                    "Nous avons la formule {plan}.",
                ),
            ),
        ),
        "login": (
            Issue(
                "Web app",
                "password",
                ("Connexion impossible", "Mot de passe oublié", "Lien expiré"),
                (
                    "je n'arrive plus à me connecter depuis hier.",
                    "le lien pour changer le mot de passe est expiré.",
                    "après la connexion avec {tool} je vois l'erreur {code}.",
                ),
                (
                    "Mon identifiant est {email}.",
                    "J'ai essayé {n} fois avec {browser}.",
                    "Mes collègues ont le même souci.",
                ),
            ),
        ),
        "orders": (
            Issue(
                "Shop",
                "delivery",
                ("Où est la commande {order} ?", "Commande {order} incomplète", "Mauvais article"),
                (
                    "la commande {order} n'est toujours pas arrivée.",
                    "il manque {n} pièces dans la commande {order}.",
                    "l'article reçu pour la commande {order} n'est pas le bon.",
                ),
                (
                    "Le numéro du colis est {code}.",
                    "Nous en avons besoin pour un salon.",
                    "Le carton était intact.",
                ),
            ),
        ),
        "bug": (
            Issue(
                "Web app",
                "crash",
                ("Erreur {code} à l'enregistrement", "Page blanche avec {browser}", "Export vide"),
                (
                    "l'erreur {code} apparaît quand j'enregistre.",
                    "depuis la version {version} la page reste blanche avec {browser}.",
                    "l'export {file} ne contient que les titres.",
                ),
                (
                    "Tout marchait avec la version précédente.",
                    "L'erreur se reproduit à chaque fois.",
                    "Cela touche {n} personnes.",
                ),
            ),
        ),
        "performance": (
            Issue(
                "Web app",
                "slow_page",
                ("Tout est très lent", "{n} secondes pour ouvrir une page", "Le rapport s'arrête"),
                (
                    "les pages mettent environ {n} secondes à s'ouvrir.",
                    "notre rapport s'arrête parce que le délai est dépassé.",
                    "les appels vers {url} sont beaucoup trop lents.",
                ),
                (
                    "Notre réseau fonctionne bien.",
                    "C'est surtout le matin.",
                    "Avant la version {version} c'était rapide.",
                ),
            ),
        ),
        "account": (
            Issue(
                "Admin console",
                "user_management",
                ("Nouvel utilisateur {name}", "Supprimer le compte de {name}", "Droits de {name}"),
                (
                    "merci de créer un compte pour {name}.",
                    "{name} a quitté la société, merci de supprimer son compte.",
                    "l'invitation envoyée à {email} n'est jamais arrivée.",
                ),
                (
                    "Le rôle doit être le même que le mien.",
                    "L'adresse est {email}.",
                    "Notre directeur est d'accord.",
                ),
            ),
        ),
        "integration": (
            Issue(
                "Connectors",
                "sync",
                ("Synchronisation {tool} arrêtée", "L'API répond {code}", "Webhooks perdus"),
                (
                    "la synchronisation avec {tool} est arrêtée depuis hier.",
                    "l'API répond {code} à chaque appel.",
                    "les webhooks vers {url} n'arrivent plus.",
                ),
                (
                    "Nous avons vérifié les accès.",
                    "Il manque environ {n} lignes.",
                    "Le journal dit seulement {code}.",
                ),
            ),
        ),
        "feature_request": (
            Issue(
                "Web app",
                "idea_app",
                ("Idée : lien avec {tool}", "Export {file} souhaité", "Thème sombre"),
                (
                    "un lien avec {tool} nous aiderait beaucoup.",
                    "nous aimerions un export {file}.",
                    "un thème sombre est-il prévu ?",
                ),
                (
                    "Cela nous ferait gagner {n} minutes par jour.",
                    "Une version simple suffirait.",
                    "Nous voulons bien essayer.",
                ),
            ),
        ),
    },
)

SPANISH = Voice(
    ("Hola,", "Buenos días,", "Buenas tardes,", "Estimado equipo,"),
    ("Saludos,", "Un saludo,", "Muchas gracias,", "Atentamente,"),
    (
        "Ya ha pasado {n} veces.",
        "Escribo en nombre de {company}.",
        "No hemos cambiado nada por nuestra parte.",
        "Me pueden escribir a {email}.",
        "En la ayuda no encuentro nada parecido.",
    ),
    (
        "¿Pueden mirarlo, por favor?",
        "¿Qué tenemos que hacer?",
        "Quedo a la espera de su respuesta.",
        "¿Cuándo tendremos una respuesta?",
    ),
    {
        "billing": (
            Issue(
                "Invoicing",
                "invoice",
                (
                    "Error en la factura {invoice}",
                    "Consulta sobre la factura {invoice}",
                    "Cobro de más",
                ),
                (
                    "la factura {invoice} indica {n} usuarios y no es correcto.",
                    "el importe de la factura {invoice} supera en {amount} lo acordado.",
                    "falta nuestro número fiscal en la factura {invoice}.",
                ),
                (
                    "Según el contrato pagamos {amount} al mes.",
                    "Contabilidad no la puede registrar así.",
                    "Tenemos el plan {plan}.",
                ),
            ),
        ),
        "login": (
            Issue(
                "Web app",
                "password",
                ("No puedo entrar", "Contraseña olvidada", "Enlace caducado"),
                (
                    "no puedo entrar desde ayer.",
                    "el enlace para cambiar la contraseña ha caducado.",
                    "al entrar con {tool} aparece el error {code}.",
                ),
                (
                    "Mi usuario es {email}.",
                    "Lo he intentado {n} veces con {browser}.",
                    "A mis compañeros les pasa lo mismo.",
                ),
            ),
        ),
        "orders": (
            Issue(
                "Shop",
                "delivery",
                (
                    "¿Dónde está el pedido {order}?",
                    "Pedido {order} incompleto",
                    "Artículo equivocado",
                ),
                (
                    "el pedido {order} todavía no ha llegado.",
                    "faltan {n} piezas en el pedido {order}.",
                    "el artículo del pedido {order} no es el que pedimos.",
                ),
                (
                    "El número de envío es {code}.",
                    "Lo necesitamos para una feria.",
                    "La caja llegó en buen estado.",
                ),
            ),
        ),
        "bug": (
            Issue(
                "Web app",
                "crash",
                ("Error {code} al guardar", "Página en blanco en {browser}", "Exportación vacía"),
                (
                    "al guardar aparece el error {code}.",
                    "desde la versión {version} la página queda en blanco en {browser}.",
                    "la exportación a {file} solo contiene los títulos.",
                ),
                (
                    "Con la versión anterior funcionaba.",
                    "El error se repite siempre.",
                    "Afecta a {n} personas.",
                ),
            ),
        ),
        "performance": (
            Issue(
                "Web app",
                "slow_page",
                ("Todo va muy lento", "{n} segundos para abrir una página", "El informe se corta"),
                (
                    "las páginas tardan unos {n} segundos en abrirse.",
                    "nuestro informe se corta por exceso de tiempo.",
                    "las llamadas a {url} son demasiado lentas.",
                ),
                (
                    "Nuestra red funciona bien.",
                    "Lo peor es por la mañana.",
                    "Antes de la versión {version} iba rápido.",
                ),
            ),
        ),
        "account": (
            Issue(
                "Admin console",
                "user_management",
                ("Nuevo usuario {name}", "Borrar la cuenta de {name}", "Permisos para {name}"),
                (
                    "por favor, creen una cuenta para {name}.",
                    "{name} ya no trabaja aquí, por favor borren su cuenta.",
                    "la invitación a {email} nunca llegó.",
                ),
                (
                    "El rol debe ser igual que el mío.",
                    "La dirección es {email}.",
                    "El director está de acuerdo.",
                ),
            ),
        ),
        "integration": (
            Issue(
                "Connectors",
                "sync",
                ("Sincronización con {tool} parada", "La API responde {code}", "Webhooks perdidos"),
                (
                    "la sincronización con {tool} está parada desde ayer.",
                    "la API responde {code} en cada llamada.",
                    "los webhooks a {url} ya no llegan.",
                ),
                (
                    "Hemos comprobado los accesos.",
                    "Faltan unos {n} registros.",
                    "El registro solo dice {code}.",
                ),
            ),
        ),
        "feature_request": (
            Issue(
                "Web app",
                "idea_app",
                ("Idea: conexión con {tool}", "Exportar a {file}", "Modo oscuro"),
                (
                    "una conexión con {tool} nos ayudaría mucho.",
                    "nos gustaría poder exportar a {file}.",
                    "¿está previsto un modo oscuro?",
                ),
                (
                    "Nos ahorraría {n} minutos al día.",
                    "Una versión sencilla sería suficiente.",
                    "Podemos probarla con gusto.",
                ),
            ),
        ),
    },
)

LANGUAGES: dict[str, Voice] = {"de": GERMAN, "fr": FRENCH, "es": SPANISH}
