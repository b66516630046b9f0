-- A file of products brings their costs; they go with the products when the file is taken back.
GRANT DELETE ON product_supply TO octet_app;
