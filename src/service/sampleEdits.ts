/**
 * A day's work in the sample, for showing a modified synchronization after a full one: SQL statements for each side, whose
 * one parameter `?1` is the time of the edit (ISO 8601 UTC with milliseconds).
 *
 * Customer 40000 and its account are edited on both sides, in different fields: they merge. The other edits go one way.
 * Records are named by what the sample itself says, as the ids of accounts that a synchronization made are new each time.
 */
export const sampleEdits: { readonly local: readonly string[]; readonly integration: readonly string[] } = {
  local: [
    `UPDATE "Customer" SET "Phone No." = '+44 1632 960555', "SystemModifiedAt" = ?1 WHERE "No." = '10000'`,
    `UPDATE "Customer" SET "Phone No." = '+1 555 0777', "SystemModifiedAt" = ?1 WHERE "No." = '01121212'`,
    `UPDATE "Customer" SET "Address 2" = 'Second floor', "SystemModifiedAt" = ?1 WHERE "No." = '40000'`,
    `INSERT INTO "Contact"
       ("SystemId", "No.", "Type", "Company No.", "First Name", "Surname", "E-Mail", "Salesperson Code", "SystemModifiedAt")
     VALUES
       ('bc005050-0000-4000-8000-000000001001', 'CT500001', 'Person', '10000', 'Grace', 'Adeyemi',
        'grace.adeyemi@the-cannon-group.example', 'JO', ?1)`,
  ],
  integration: [
    `UPDATE account SET fax = '+44 1632 961777', modifiedon = ?1 WHERE accountid = 'cd500001-0000-4000-8000-000000000001'`,
    `UPDATE account SET address1_city = 'Amstelveen', modifiedon = ?1 WHERE emailaddress1 = 'office@candoxy-nederland.example'`,
  ],
};
