-- The tables of the integration system, with Dataverse's logical names, lengths and choice values.

CREATE TABLE transactioncurrency (
  transactioncurrencyid GUID NOT NULL PRIMARY KEY,
  isocurrencycode VARCHAR(5) NOT NULL UNIQUE,
  currencyname VARCHAR(100) NOT NULL DEFAULT '',
  currencysymbol VARCHAR(10) NOT NULL DEFAULT '',
  exchangerate DECIMAL(23,10) NOT NULL,
  currencyprecision INTEGER NOT NULL,
  statecode INTEGER NOT NULL DEFAULT 0,
  modifiedon DATETIME NOT NULL
);

CREATE TABLE systemuser (
  systemuserid GUID NOT NULL PRIMARY KEY,
  domainname VARCHAR(250) NOT NULL UNIQUE,
  firstname VARCHAR(64),
  lastname VARCHAR(64),
  fullname VARCHAR(200) GENERATED ALWAYS AS (trim(coalesce(firstname, '') || ' ' || coalesce(lastname, ''))) VIRTUAL,
  internalemailaddress VARCHAR(100),
  personalemailaddress VARCHAR(100),
  mobilephone VARCHAR(64),
  jobtitle VARCHAR(100),
  isdisabled BOOLEAN NOT NULL DEFAULT 0,
  islicensed BOOLEAN NOT NULL DEFAULT 0,
  isintegrationuser BOOLEAN NOT NULL DEFAULT 0,
  modifiedon DATETIME NOT NULL
);

CREATE TABLE uomschedule (
  uomscheduleid GUID NOT NULL PRIMARY KEY,
  name VARCHAR(200) NOT NULL UNIQUE,
  baseuomname VARCHAR(100),
  statecode INTEGER NOT NULL DEFAULT 0,
  modifiedon DATETIME NOT NULL
);

CREATE TABLE account (
  accountid GUID NOT NULL PRIMARY KEY,
  name VARCHAR(160),
  accountnumber VARCHAR(20),
  -- 3 Customer, 8 Prospect, 11 Vendor
  customertypecode INTEGER,
  -- 0 Active, 1 Inactive
  statecode INTEGER NOT NULL DEFAULT 0,
  address1_primarycontactname VARCHAR(100),
  address1_line1 VARCHAR(250),
  address1_line2 VARCHAR(250),
  address1_postalcode VARCHAR(20),
  address1_city VARCHAR(80),
  address1_stateorprovince VARCHAR(50),
  address1_country VARCHAR(80),
  telephone1 VARCHAR(50),
  telephone2 VARCHAR(50),
  fax VARCHAR(50),
  emailaddress1 VARCHAR(100),
  websiteurl VARCHAR(200),
  transactioncurrencyid GUID REFERENCES transactioncurrency (transactioncurrencyid),
  -- 1 Net 30, 2 2% 10 Net 30, 3 Net 45, 4 Net 60
  paymenttermscode INTEGER,
  -- 1 FOB, 2 No charge
  address1_freighttermscode INTEGER,
  -- 1 Airborne, 2 DHL, 3 FedEx, 4 UPS, 5 Postal mail, 6 Full load, 7 Will call
  address1_shippingmethodcode INTEGER,
  creditlimit DECIMAL(19,4),
  ownerid GUID REFERENCES systemuser (systemuserid),
  owneridtype VARCHAR(64),
  primarycontactid GUID REFERENCES contact (contactid),
  modifiedon DATETIME NOT NULL
);

CREATE TABLE contact (
  contactid GUID NOT NULL PRIMARY KEY,
  firstname VARCHAR(50),
  middlename VARCHAR(50),
  lastname VARCHAR(50),
  fullname VARCHAR(160) GENERATED ALWAYS AS (
    trim(coalesce(firstname, '') || ' ' || ltrim(coalesce(middlename, '') || ' ') || coalesce(lastname, ''))
  ) VIRTUAL,
  parentcustomerid GUID REFERENCES account (accountid),
  parentcustomeridtype VARCHAR(64),
  statecode INTEGER NOT NULL DEFAULT 0,
  address1_line1 VARCHAR(250),
  address1_line2 VARCHAR(250),
  address1_postalcode VARCHAR(20),
  address1_city VARCHAR(80),
  address1_stateorprovince VARCHAR(50),
  address1_country VARCHAR(80),
  telephone1 VARCHAR(50),
  mobilephone VARCHAR(50),
  fax VARCHAR(50),
  pager VARCHAR(50),
  emailaddress1 VARCHAR(100),
  websiteurl VARCHAR(200),
  salutation VARCHAR(100),
  jobtitle VARCHAR(100),
  transactioncurrencyid GUID REFERENCES transactioncurrency (transactioncurrencyid),
  ownerid GUID REFERENCES systemuser (systemuserid),
  owneridtype VARCHAR(64),
  modifiedon DATETIME NOT NULL
);

CREATE TABLE product (
  productid GUID NOT NULL PRIMARY KEY,
  productnumber VARCHAR(100) NOT NULL UNIQUE,
  name VARCHAR(100),
  -- 1 Sales inventory, 2 Miscellaneous charges, 3 Services, 4 Flat fees
  producttypecode INTEGER,
  -- 0 Active, 1 Retired, 2 Draft, 3 Under revision
  statecode INTEGER NOT NULL DEFAULT 0,
  defaultuomscheduleid GUID REFERENCES uomschedule (uomscheduleid),
  quantitydecimal INTEGER,
  price DECIMAL(19,4),
  standardcost DECIMAL(19,4),
  currentcost DECIMAL(19,4),
  stockvolume DECIMAL(23,10),
  stockweight DECIMAL(23,10),
  quantityonhand DECIMAL(23,10),
  vendorid VARCHAR(100),
  vendorpartnumber VARCHAR(100),
  modifiedon DATETIME NOT NULL
);

CREATE INDEX transactioncurrency_modifiedon ON transactioncurrency (modifiedon);
CREATE INDEX systemuser_modifiedon ON systemuser (modifiedon);
CREATE INDEX uomschedule_modifiedon ON uomschedule (modifiedon);
CREATE INDEX account_modifiedon ON account (modifiedon);
CREATE INDEX contact_modifiedon ON contact (modifiedon);
CREATE INDEX product_modifiedon ON product (modifiedon);
