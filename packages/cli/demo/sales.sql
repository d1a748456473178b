CREATE SCHEMA sales;
CREATE TABLE sales.orders (
  order_id integer NOT NULL,
  ordered_on date NOT NULL,
  customer varchar(64) NOT NULL,
  region varchar(32) NOT NULL,
  amount numeric(10, 2) NOT NULL
);
INSERT INTO sales.orders VALUES
  (1, '2026-09-01', 'Harbour Books', 'north', 129.90),
  (2, '2026-09-03', 'Mill Lane Bakery', 'south', 48.00),
  (3, '2026-09-07', 'Fern & Co', 'west', 310.25),
  (4, '2026-09-12', 'Harbour Books', 'north', 75.10),
  (5, '2026-09-20', 'Northern Lights Studio', 'north', 980.00),
  (6, '2026-10-02', 'Mill Lane Bakery', 'south', 52.40),
  (7, '2026-10-11', 'Old Town Bikes', 'east', 640.00),
  (8, '2026-10-19', 'Fern & Co', 'west', 18.75);

CREATE SCHEMA hr;
CREATE TABLE hr.salaries (
  person varchar(64) NOT NULL,
  title varchar(64) NOT NULL,
  yearly numeric(10, 2) NOT NULL
);
INSERT INTO hr.salaries VALUES
  ('alice', 'Analyst', 62000.00),
  ('bob', 'People partner', 58000.00),
  ('carol', 'Intern', 24000.00);
