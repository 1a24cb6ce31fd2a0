"""What people fill in at the delegations desk: invitations and answers, delegations and their people."""
