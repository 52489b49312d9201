-- Six users who sell, and three whom the mapping leaves out: Helena Ray is disabled, Annette Hill has no licence, the last one
-- is an application.
INSERT INTO systemuser
  (systemuserid, domainname, firstname, lastname, internalemailaddress, mobilephone, jobtitle, isdisabled, islicensed, isintegrationuser, modifiedon)
VALUES
  ('cd500008-0000-4000-8000-000000000001', 'ester.henderson@cronus.example', 'Ester', 'Henderson', 'ester.henderson@cronus.example', '+44 7700 900599', 'Sales Manager', 0, 1, 0, '2026-07-08T23:06:22.798Z'),
  ('cd500008-0000-4000-8000-000000000002', 'otis.falls@cronus.example', 'Otis', 'Falls', 'otis.falls@cronus.example', '+44 7700 900502', 'Salesperson', 0, 1, 0, '2026-07-14T11:05:35.835Z'),
  ('cd500008-0000-4000-8000-000000000003', 'lina.townsend@cronus.example', 'Lina', 'Townsend', 'lina.townsend@cronus.example', '+44 7700 900503', 'Purchaser', 0, 1, 0, '2026-07-19T23:04:48.872Z'),
  ('cd500008-0000-4000-8000-000000000004', 'jim.olive@cronus.example', 'Jim', 'Olive', 'jim.olive@cronus.example', '+44 7700 900504', 'Salesperson', 0, 1, 0, '2026-07-25T11:03:01.909Z'),
  ('cd500008-0000-4000-8000-000000000005', 'robin.bettencourt@cronus.example', 'Robin', 'Bettencourt', 'robin.bettencourt@cronus.example', '+44 7700 900505', 'Purchaser', 0, 1, 0, '2026-07-30T23:02:14.946Z'),
  ('cd500008-0000-4000-8000-000000000006', 'benjamin.chiu@cronus.example', 'Benjamin', 'Chiu', 'benjamin.chiu@cronus.example', '+44 7700 900506', 'Salesperson', 0, 1, 0, '2026-08-05T11:01:27.983Z'),
  ('cd500008-0000-4000-8000-000000000007', 'helena.ray@cronus.example', 'Helena', 'Ray', 'helena.ray@cronus.example', '+44 7700 900507', 'Salesperson', 1, 1, 0, '2026-08-10T23:00:40.020Z'),
  ('cd500008-0000-4000-8000-000000000008', 'annette.hill@cronus.example', 'Annette', 'Hill', 'annette.hill@cronus.example', NULL, 'Auditor', 0, 0, 0, '2026-08-16T10:59:53.057Z'),
  ('cd500008-0000-4000-8000-000000000009', 'integration@cronus.example', 'Business Central', 'Integration', 'integration@cronus.example', NULL, NULL, 0, 1, 1, '2026-08-21T22:58:06.094Z');
