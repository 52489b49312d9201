-- Whose hours CRONUS sells.
INSERT INTO "Resource"
  ("SystemId", "No.", "Type", "Name", "Job Title", "Base Unit of Measure", "Unit Price", "Unit Cost", "Capacity", "Employment Date", "Blocked", "SystemModifiedAt")
VALUES
  ('bc000156-0000-4000-8000-000000000001', 'LIFT', 'Machine', 'Lift for Furniture', '', 'HOUR', 2500, 0, 40, NULL, 0, '2026-07-15T06:24:08.392Z'),
  ('bc000156-0000-4000-8000-000000000002', 'LINA', 'Person', 'Lina Townsend', 'Designer', 'HOUR', 920, 462, 160, '1999-01-01', 0, '2026-07-20T18:23:21.429Z'),
  ('bc000156-0000-4000-8000-000000000003', 'MARTY', 'Person', 'Marty Horst', 'Cabinetmaker', 'HOUR', 460, 275, 160, '1996-03-01', 0, '2026-07-26T06:22:34.466Z'),
  ('bc000156-0000-4000-8000-000000000004', 'TERRY', 'Person', 'Terry Dodds', 'Cabinetmaker', 'HOUR', 460, 275, 160, '1996-03-01', 0, '2026-07-31T18:21:47.503Z');
