-- The base currency, and one that was added by hand. The other currencies come from Business Central.
INSERT INTO transactioncurrency
  (transactioncurrencyid, isocurrencycode, currencyname, currencysymbol, exchangerate, currencyprecision, modifiedon)
VALUES
  ('cd509105-0000-4000-8000-000000000001', 'GBP', 'Pound Sterling', '£', 1, 2, '2026-06-22T11:09:43.687Z'),
  ('cd509105-0000-4000-8000-000000000002', 'EUR', 'Euro', '€', 1.17, 2, '2026-06-27T23:08:56.724Z');
