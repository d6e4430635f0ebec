"""Tariff codes (税则号列, 商品编号): read in texts and tables, and told whether they can exist."""
