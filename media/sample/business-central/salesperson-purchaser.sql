-- Salespeople and purchasers. Helena Ray (HR) has no user any more that could own accounts.
INSERT INTO "Salesperson/Purchaser"
  ("SystemId", "Code", "Name", "E-Mail", "Phone No.", "Job Title", "Commission %", "SystemModifiedAt")
VALUES
  ('bc000013-0000-4000-8000-000000000001', 'EH', 'Ester Henderson', 'ester.henderson@cronus.example', '+44 7700 900501', 'Sales Manager', 0, '2026-03-04T11:29:23.947Z'),
  ('bc000013-0000-4000-8000-000000000002', 'OF', 'Otis Falls', 'otis.falls@cronus.example', '+44 7700 900502', 'Salesperson', 5, '2026-03-09T23:28:36.984Z'),
  ('bc000013-0000-4000-8000-000000000003', 'LT', 'Lina Townsend', 'lina.townsend@cronus.example', '+44 7700 900503', 'Purchaser', 5, '2026-03-15T11:27:49.021Z'),
  ('bc000013-0000-4000-8000-000000000004', 'JO', 'Jim Olive', 'jim.olive@cronus.example', '+44 7700 900504', 'Salesperson', 5, '2026-03-20T23:26:02.058Z'),
  ('bc000013-0000-4000-8000-000000000005', 'RB', 'Robin Bettencourt', 'robin.bettencourt@cronus.example', '+44 7700 900505', 'Purchaser', 0, '2026-03-26T11:25:15.095Z'),
  ('bc000013-0000-4000-8000-000000000006', 'BC', 'Benjamin Chiu', 'benjamin.chiu@cronus.example', '+44 7700 900506', 'Salesperson', 0, '2026-03-31T23:24:28.132Z'),
  ('bc000013-0000-4000-8000-000000000007', 'HR', 'Helena Ray', 'helena.ray@cronus.example', '+44 7700 900507', 'Salesperson', 0, '2026-04-06T11:23:41.169Z');
