"""``make soak``: one bot in hundreds of servers, thousands of members who ask at the same moment, and reviews that
appear and are posted meanwhile. Nobody may go without an answer, and nothing may pile up in memory.
"""
