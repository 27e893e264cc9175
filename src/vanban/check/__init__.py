"""Any Word file against Nghị định 30/2020/NĐ-CP: observed, recognised, judged.

Light to import: the rules are loaded by the first call.
"""
