-- The tables of the local system, with Business Central's field names and lengths.
-- Codes are VARCHAR and not CODE: with CODE, SQLite would turn '007' into the number 7.

CREATE TABLE "Currency" (
  "SystemId" GUID NOT NULL PRIMARY KEY,
  "Code" VARCHAR(10) NOT NULL UNIQUE,
  "Description" VARCHAR(30) NOT NULL DEFAULT '',
  "Symbol" VARCHAR(10) NOT NULL DEFAULT '',
  "Last Date Modified" DATE,
  "SystemModifiedAt" DATETIME NOT NULL
);

CREATE TABLE "Salesperson/Purchaser" (
  "SystemId" GUID NOT NULL PRIMARY KEY,
  "Code" VARCHAR(20) NOT NULL DEFAULT '' UNIQUE,
  "Name" VARCHAR(50) NOT NULL DEFAULT '',
  "E-Mail" VARCHAR(80) NOT NULL DEFAULT '',
  "E-Mail 2" VARCHAR(80) NOT NULL DEFAULT '',
  "Phone No." VARCHAR(30) NOT NULL DEFAULT '',
  "Job Title" VARCHAR(30) NOT NULL DEFAULT '',
  "Commission %" DECIMAL(18,2) NOT NULL DEFAULT 0,
  "SystemModifiedAt" DATETIME NOT NULL
);

CREATE TABLE "Unit of Measure" (
  "SystemId" GUID NOT NULL PRIMARY KEY,
  "Code" VARCHAR(10) NOT NULL UNIQUE,
  "Description" VARCHAR(50) NOT NULL DEFAULT '',
  "International Standard Code" VARCHAR(10) NOT NULL DEFAULT '',
  "SystemModifiedAt" DATETIME NOT NULL
);

CREATE TABLE "Customer" (
  "SystemId" GUID NOT NULL PRIMARY KEY,
  "No." VARCHAR(20) NOT NULL DEFAULT '' UNIQUE,
  "Name" VARCHAR(100) NOT NULL DEFAULT '',
  "Address" VARCHAR(100) NOT NULL DEFAULT '',
  "Address 2" VARCHAR(50) NOT NULL DEFAULT '',
  "Post Code" VARCHAR(20) NOT NULL DEFAULT '',
  "City" VARCHAR(30) NOT NULL DEFAULT '',
  "County" VARCHAR(30) NOT NULL DEFAULT '',
  "Country/Region Code" VARCHAR(10) NOT NULL DEFAULT '',
  "Contact" VARCHAR(100) NOT NULL DEFAULT '',
  "Phone No." VARCHAR(30) NOT NULL DEFAULT '',
  "Mobile Phone No." VARCHAR(30) NOT NULL DEFAULT '',
  "Fax No." VARCHAR(30) NOT NULL DEFAULT '',
  "E-Mail" VARCHAR(80) NOT NULL DEFAULT '',
  "Home Page" VARCHAR(255) NOT NULL DEFAULT '',
  "Currency Code" VARCHAR(10) NOT NULL DEFAULT '',
  "Salesperson Code" VARCHAR(20) NOT NULL DEFAULT '',
  "Payment Terms Code" VARCHAR(10) NOT NULL DEFAULT '',
  "Shipment Method Code" VARCHAR(10) NOT NULL DEFAULT '',
  "Shipping Agent Code" VARCHAR(10) NOT NULL DEFAULT '',
  "Credit Limit (LCY)" DECIMAL(18,2) NOT NULL DEFAULT 0,
  -- blank, Ship, Invoice or All
  "Blocked" VARCHAR(10) NOT NULL DEFAULT '',
  "Primary Contact No." VARCHAR(20) NOT NULL DEFAULT '',
  "VAT Registration No." VARCHAR(20) NOT NULL DEFAULT '',
  "SystemModifiedAt" DATETIME NOT NULL
);

CREATE TABLE "Vendor" (
  "SystemId" GUID NOT NULL PRIMARY KEY,
  "No." VARCHAR(20) NOT NULL DEFAULT '' UNIQUE,
  "Name" VARCHAR(100) NOT NULL DEFAULT '',
  "Address" VARCHAR(100) NOT NULL DEFAULT '',
  "Address 2" VARCHAR(50) NOT NULL DEFAULT '',
  "Post Code" VARCHAR(20) NOT NULL DEFAULT '',
  "City" VARCHAR(30) NOT NULL DEFAULT '',
  "County" VARCHAR(30) NOT NULL DEFAULT '',
  "Country/Region Code" VARCHAR(10) NOT NULL DEFAULT '',
  "Contact" VARCHAR(100) NOT NULL DEFAULT '',
  "Phone No." VARCHAR(30) NOT NULL DEFAULT '',
  "Mobile Phone No." VARCHAR(30) NOT NULL DEFAULT '',
  "Fax No." VARCHAR(30) NOT NULL DEFAULT '',
  "E-Mail" VARCHAR(80) NOT NULL DEFAULT '',
  "Home Page" VARCHAR(255) NOT NULL DEFAULT '',
  "Currency Code" VARCHAR(10) NOT NULL DEFAULT '',
  "Purchaser Code" VARCHAR(20) NOT NULL DEFAULT '',
  "Payment Terms Code" VARCHAR(10) NOT NULL DEFAULT '',
  "Shipment Method Code" VARCHAR(10) NOT NULL DEFAULT '',
  "Shipping Agent Code" VARCHAR(10) NOT NULL DEFAULT '',
  -- blank, Payment or All
  "Blocked" VARCHAR(10) NOT NULL DEFAULT '',
  "Primary Contact No." VARCHAR(20) NOT NULL DEFAULT '',
  "VAT Registration No." VARCHAR(20) NOT NULL DEFAULT '',
  "SystemModifiedAt" DATETIME NOT NULL
);

CREATE TABLE "Contact" (
  "SystemId" GUID NOT NULL PRIMARY KEY,
  "No." VARCHAR(20) NOT NULL DEFAULT '' UNIQUE,
  -- Company or Person
  "Type" VARCHAR(10) NOT NULL DEFAULT 'Company',
  "Company No." VARCHAR(20) NOT NULL DEFAULT '',
  "Company Name" VARCHAR(100) NOT NULL DEFAULT '',
  "First Name" VARCHAR(30) NOT NULL DEFAULT '',
  "Middle Name" VARCHAR(30) NOT NULL DEFAULT '',
  "Surname" VARCHAR(30) NOT NULL DEFAULT '',
  "Name" VARCHAR(100) GENERATED ALWAYS AS (
    CASE "Type"
      WHEN 'Company' THEN "Company Name"
      ELSE trim("First Name" || ' ' || ltrim("Middle Name" || ' ') || "Surname")
    END
  ) VIRTUAL,
  "Address" VARCHAR(100) NOT NULL DEFAULT '',
  "Address 2" VARCHAR(50) NOT NULL DEFAULT '',
  "Post Code" VARCHAR(20) NOT NULL DEFAULT '',
  "City" VARCHAR(30) NOT NULL DEFAULT '',
  "County" VARCHAR(30) NOT NULL DEFAULT '',
  "Country/Region Code" VARCHAR(10) NOT NULL DEFAULT '',
  "Phone No." VARCHAR(30) NOT NULL DEFAULT '',
  "Mobile Phone No." VARCHAR(30) NOT NULL DEFAULT '',
  "Fax No." VARCHAR(30) NOT NULL DEFAULT '',
  "Pager" VARCHAR(30) NOT NULL DEFAULT '',
  "E-Mail" VARCHAR(80) NOT NULL DEFAULT '',
  "Home Page" VARCHAR(255) NOT NULL DEFAULT '',
  "Currency Code" VARCHAR(10) NOT NULL DEFAULT '',
  "Salesperson Code" VARCHAR(20) NOT NULL DEFAULT '',
  "Salutation Code" VARCHAR(10) NOT NULL DEFAULT '',
  "Job Title" VARCHAR(30) NOT NULL DEFAULT '',
  "SystemModifiedAt" DATETIME NOT NULL
);

CREATE TABLE "Item" (
  "SystemId" GUID NOT NULL PRIMARY KEY,
  "No." VARCHAR(20) NOT NULL DEFAULT '' UNIQUE,
  "Description" VARCHAR(100) NOT NULL DEFAULT '',
  "Base Unit of Measure" VARCHAR(10) NOT NULL DEFAULT '',
  "Unit Price" DECIMAL(18,2) NOT NULL DEFAULT 0,
  "Unit Cost" DECIMAL(18,2) NOT NULL DEFAULT 0,
  "Unit Volume" DECIMAL(18,5) NOT NULL DEFAULT 0,
  "Gross Weight" DECIMAL(18,5) NOT NULL DEFAULT 0,
  "Inventory" DECIMAL(18,5) NOT NULL DEFAULT 0,
  "Vendor No." VARCHAR(20) NOT NULL DEFAULT '',
  "Vendor Item No." VARCHAR(50) NOT NULL DEFAULT '',
  "Tariff No." VARCHAR(20) NOT NULL DEFAULT '',
  "Blocked" BOOLEAN NOT NULL DEFAULT 0,
  "SystemModifiedAt" DATETIME NOT NULL
);

CREATE TABLE "Resource" (
  "SystemId" GUID NOT NULL PRIMARY KEY,
  "No." VARCHAR(20) NOT NULL DEFAULT '' UNIQUE,
  -- Person or Machine
  "Type" VARCHAR(10) NOT NULL DEFAULT 'Person',
  "Name" VARCHAR(100) NOT NULL DEFAULT '',
  "Job Title" VARCHAR(30) NOT NULL DEFAULT '',
  "Base Unit of Measure" VARCHAR(10) NOT NULL DEFAULT '',
  "Unit Price" DECIMAL(18,2) NOT NULL DEFAULT 0,
  "Unit Cost" DECIMAL(18,2) NOT NULL DEFAULT 0,
  "Capacity" DECIMAL(18,5) NOT NULL DEFAULT 0,
  "Vendor No." VARCHAR(20) NOT NULL DEFAULT '',
  "Employment Date" DATE,
  "Blocked" BOOLEAN NOT NULL DEFAULT 0,
  "SystemModifiedAt" DATETIME NOT NULL
);

CREATE INDEX "Currency modified" ON "Currency" ("SystemModifiedAt");
CREATE INDEX "Salesperson/Purchaser modified" ON "Salesperson/Purchaser" ("SystemModifiedAt");
CREATE INDEX "Unit of Measure modified" ON "Unit of Measure" ("SystemModifiedAt");
CREATE INDEX "Customer modified" ON "Customer" ("SystemModifiedAt");
CREATE INDEX "Vendor modified" ON "Vendor" ("SystemModifiedAt");
CREATE INDEX "Contact modified" ON "Contact" ("SystemModifiedAt");
CREATE INDEX "Item modified" ON "Item" ("SystemModifiedAt");
CREATE INDEX "Resource modified" ON "Resource" ("SystemModifiedAt");

-- Number series: a record that comes without a number gets the next one, as in Business Central.

CREATE TRIGGER "Salesperson number series" AFTER INSERT ON "Salesperson/Purchaser" WHEN NEW."Code" = ''
BEGIN
  UPDATE "Salesperson/Purchaser"
  SET "Code" = (
    SELECT printf('SP%05d', coalesce(max(CAST(substr("Code", 3) AS INTEGER)), 0) + 1)
    FROM "Salesperson/Purchaser" WHERE "Code" GLOB 'SP[0-9]*'
  )
  WHERE "SystemId" = NEW."SystemId";
END;

CREATE TRIGGER "Customer number series" AFTER INSERT ON "Customer" WHEN NEW."No." = ''
BEGIN
  UPDATE "Customer"
  SET "No." = (
    SELECT printf('C%05d', coalesce(max(CAST(substr("No.", 2) AS INTEGER)), 0) + 10)
    FROM "Customer" WHERE "No." GLOB 'C[0-9]*'
  )
  WHERE "SystemId" = NEW."SystemId";
END;

CREATE TRIGGER "Vendor number series" AFTER INSERT ON "Vendor" WHEN NEW."No." = ''
BEGIN
  UPDATE "Vendor"
  SET "No." = (
    SELECT printf('V9%07d', coalesce(max(CAST(substr("No.", 3) AS INTEGER)), 0) + 10)
    FROM "Vendor" WHERE "No." GLOB 'V9[0-9][0-9][0-9][0-9][0-9][0-9][0-9]'
  )
  WHERE "SystemId" = NEW."SystemId";
END;

CREATE TRIGGER "Contact number series" AFTER INSERT ON "Contact" WHEN NEW."No." = ''
BEGIN
  UPDATE "Contact"
  SET "No." = (
    SELECT printf('CT%06d', coalesce(max(CAST(substr("No.", 3) AS INTEGER)), 0) + 1)
    FROM "Contact" WHERE "No." GLOB 'CT[0-9]*'
  )
  WHERE "SystemId" = NEW."SystemId";
END;

CREATE TRIGGER "Item number series" AFTER INSERT ON "Item" WHEN NEW."No." = ''
BEGIN
  UPDATE "Item"
  SET "No." = (
    SELECT printf('I%05d', coalesce(max(CAST(substr("No.", 2) AS INTEGER)), 0) + 10)
    FROM "Item" WHERE "No." GLOB 'I[0-9]*'
  )
  WHERE "SystemId" = NEW."SystemId";
END;

CREATE TRIGGER "Resource number series" AFTER INSERT ON "Resource" WHEN NEW."No." = ''
BEGIN
  UPDATE "Resource"
  SET "No." = (
    SELECT printf('R%05d', coalesce(max(CAST(substr("No.", 2) AS INTEGER)), 0) + 10)
    FROM "Resource" WHERE "No." GLOB 'R[0-9]*'
  )
  WHERE "SystemId" = NEW."SystemId";
END;
