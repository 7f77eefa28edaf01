"""What columns in lists of people are called, wherever they come from: registrars, LMSs in several languages, tables.

A title is compared by ``heading``, so one spelling stands for all that differ in case, accents, blanks and signs. Some
words mean the whole name, or half of one where the other half stands beside it: ``nom``, ``name``.
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


WORDS: dict[str, tuple[str, ...]] = {
    held: _words(text)
    for held, text in {
        "student_id": (
            "student id, student number, student no, student nr, student #, studentid number, sid, id, id "
            "number, id no, emplid, empl id, campus id, university id, uin, puid, banner id, gtid, banweb "
            "id, school id, registration number, matriculation number, sis id, "
            "matrikelnummer, matrikelnr, matrikel, matr nr, matrnr, id-nummer, studentnummer, "
            "studienummer, matricule, numéro d'étudiant, numéro étudiant, n° étudiant, no étudiant, "
            "numéro d'identification, número de id, número de identificación, matrícula, número de "
            "matrícula, legajo, expediente, código, código de estudiante, nº mecanográfico, número de "
            "identificação, numero di matricola, matricola, codice identificativo, numer albumu, číslo studenta, "
            "opiskelijanumero, studentnr, öğrenci no, 学号, 學號, 学籍番号, 학번, номер студента"
        ),
        "name": (
            "full name, student name, student, display name, preferred name, name of student, learner, "
            "learner name, last name first name, last first, student name (last first), name (last "
            "first), vollständiger name, nom complet, nombre completo, nome completo, cognome nome, nome "
            "e cognome, apellidos y nombre, apellidos nombre, nom et prénom, nom prénom, nachname "
            "vorname, volledige naam, fullständigt namn, fullt navn, fulde navn, imię i nazwisko, jméno a "
            "příjmení, naam, navn, namn, nom, nombre, nome, nimi, teilnehmer, studierende, ad soyad, 姓名, "
            "氏名, 이름, фио, имя и фамилия"
        ),
        "first_name": (
            "first name, first, given name, given names, given, forename, forenames, preferred first "
            "name, vorname, vornamen, rufname, prénom, prénoms, nombres, nome próprio, voornaam, "
            "roepnaam, förnamn, fornavn, etunimi, imię, imiona, křestní jméno, jméno, keresztnév, adı, "
            "имя, 名"
        ),
        "last_name": (
            "last name, last, surname, family name, family, familienname, nachname, zuname, nom de "
            "famille, apellido, apellidos, apelido, apelidos, sobrenome, cognome, achternaam, efternamn, "
            "efternavn, etternavn, sukunimi, nazwisko, příjmení, vezetéknév, soyadı, фамилия, 姓"
        ),
        "email": (
            "e-mail, mail, email address, e-mail adresse, mailadresse, email id, student email, adresse "
            "de courriel, adresse e-mail, adresse mail, courriel, uid, correo, correo electrónico, "
            "dirección de correo, dirección e-mail, dirección de correo electrónico, indirizzo e-mail, "
            "e-mailadres, endereço de e-mail, endereço de correio eletrónico, e-postadress, e-post, "
            "e-postadresse, sähköposti, adres e-mail, e-mailová adresa, e-posta, 邮箱, 电子邮件, "
            "メールアドレス, 이메일, электронная почта"
        ),
        "login": (
            "username, display id, uid, user name, login id, login name, user id, netid, net id, account, unix id, "
            "user, benutzername, anmeldename, benutzerkennung, kennung, nutzername, nom d'utilisateur, "
            "identifiant, usuario, nombre de usuario, nome utente, gebruikersnaam, nome de utilizador, "
            "nome de usuário, användarnamn, brukernavn, brugernavn, käyttäjätunnus, 用户名, ユーザー名"
        ),
        "lms_id": "identifier, lms user id",
        "section": (
            "sections, class section, section name, lab section, lab, discussion section, tutorial, "
            "tutorium, übungsgruppe, übung, sektion, sección, sezione, sectie, secção, turma"
        ),
        "group": (
            "groups, group name, team, team name, gruppe, gruppen, groupe, groupes, grupo, grupos, "
            "gruppo, gruppi, groep, groepen, équipe, equipo, equipe, grupp, ryhmä, grupa, skupina"
        ),
        "role": ("roles, course role, rolle, rollen, rôle, rôles, rol, ruolo, ruoli, função, papel, roll, rooli, rola"),
    }.items()
}
# How a role says that somebody is a student, or takes part as one.
STUDENTS = _words(
    "student, studier, learner, participant, teilnehm, étudiant, etudiant, élève, estudiant, estudante, "
    "alumn, aluno, studente, partecipant, participante, deelnem, leerling, deltag, opiskelija, uczest, "
    "access, 学生, студент"
)
