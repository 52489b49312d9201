-- The unit group that every new organization has.
INSERT INTO uomschedule
  (uomscheduleid, name, baseuomname, modifiedon)
VALUES
  ('cd501056-0000-4000-8000-000000000001', 'Default Unit', 'Primary Unit', '2026-07-03T11:07:09.761Z');
