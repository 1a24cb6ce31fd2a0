"""A report as it is copied from a page, and another publisher's of the same meeting; both written for these journeys."""

FIRST = """Home | News | Politics | Contact

President Aoun receives Norwegian delegation ahead of refugee conference

By Rana Khoury

BEIRUT, October 12, 2020 (Cedar News) – Lebanese President Michel Aoun received on Monday a Norwegian delegation headed by \
Special Envoy Kari Solberg to discuss the preparations for the international conference on refugees.

President Aoun receives Norwegian delegation ahead of refugee conference

The two sides discussed the preparations for the conference, which is to be held in Damascus next month.

Norway stressed that the conference must remain purely humanitarian.

Solberg briefed the president on the results of her tour of Jordan and Iraq, which host Syrian refugees.

Aoun warned that some countries are putting pressure on participants not to attend the conference.

Both sides agreed that the preparations should continue until the opening.

Share this: Facebook Twitter WhatsApp

Related Articles

Leave a Reply

Your email address will not be published. Required fields are marked *
"""
SECOND = """Norwegian envoy in Beirut for talks on refugee conference

Daily Harbour, October 12, 2020

Lebanon's President Michel Aoun received on Monday in Beirut a delegation from Norway headed by Special Envoy Kari Sølberg.

The two sides discussed the preparations for the conference on refugees.

Norway offered to host a follow-up meeting in Oslo.

Back to top
"""
