#pragma once

#include "cli/command.h"

/// The nouns of cardctl, one file each.
namespace servicecard::cli {

void add_account_commands(Menu& program);
void add_alarm_commands(Menu& program);
void add_application_commands(Menu& program);
void add_backup_commands(Menu& program);
void add_card_commands(Menu& program);
void add_contact_commands(Menu& program);
void add_enterprise_commands(Menu& program);
void add_imprint_commands(Menu& program);
void add_journal_commands(Menu& program);
void add_key_commands(Menu& program);
void add_local_commands(Menu& program);
void add_partner_commands(Menu& program);
void add_person_commands(Menu& program);
void add_policy_commands(Menu& program);
void add_print_commands(Menu& program);
void add_queue_commands(Menu& program);
void add_review_commands(Menu& program);
void add_roster_commands(Menu& program);
void add_sign_in_commands(Menu& program);
void add_verify_command(Menu& program);

}  // namespace servicecard::cli
