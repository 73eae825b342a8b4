"""Which test tries which row of the list of hostile inputs (trust, part 2), at every address there is.

A row is tried at every URL when one of its tests goes through the table of doors. Where a row is about something
that has no address, `ELSEWHERE` says what it is about.
"""

from collections.abc import Mapping

_TYPED = "tests/hostile/test_input.py::test_every_form_answers_whatever_is_typed"
_ASKED = "tests/hostile/test_input.py::test_every_address_answers_whatever_is_asked"
_LIMITS = "tests/hostile/test_input.py::test_h1_nul_and_h7_oversize_are_answered_at_every_address"
_FIELDS = "tests/sites/furniture/test_fields.py"
_MIDDLEWARE = "tests/sites/furniture/test_middleware.py"
_EFFECTS = "tests/hostile/test_effects.py"
_FILES = "tests/hostile/test_files.py"
_REPLAY = "tests/hostile/test_replay.py"
_LOGS = "tests/hostile/test_logs.py"
_STALE = "tests/sites/public/test_stale_price.py"
_ODD = "tests/scheduling/test_odd_days.py"
_EDGES = "tests/sites/staff/test_forgetting.py"
_DOORS = "tests/hostile/test_doors.py"
_STORED = "tests/hostile/test_stored.py"
_TABLES = "tests/hostile/test_tables.py"
_STRANGERS = "tests/hostile/test_strangers.py"
_ONE_TIME = "tests/hostile/test_one_time.py"
_TWICE = f"{_EFFECTS}::test_h21_and_h28_what_is_said_twice_is_answered_alike_and_for_this_host"

ROWS: Mapping[str, tuple[str, ...]] = {
    "H1": (_LIMITS, f"{_MIDDLEWARE}::test_h1_nul_anywhere_is_answered_with_400"),
    "H2": (_LIMITS, f"{_MIDDLEWARE}::test_h2_broken_json_is_answered_with_400"),
    "H3": (_TYPED, _ASKED, f"{_FIELDS}::test_text_is_kept_as_typed_but_tidied"),
    "H4": (_TYPED, _ASKED, f"{_FIELDS}::test_text_is_refused_in_its_own_words"),
    "H5": (_TYPED, _ASKED, "tests/browser/test_order.py::test_endless_words_break_no_page"),
    "H6": (_TYPED, _ASKED, "tests/sites/account/test_sign_in.py::test_what_is_no_address_is_answered_on_the_form"),
    "H7": (_LIMITS, f"{_MIDDLEWARE}::test_h7_too_much_is_answered_within_a_second"),
    "H8": (_TYPED, _ASKED, f"{_FIELDS}::test_text_is_kept_as_typed_but_tidied"),
    "H9": (_TYPED, _ASKED, "tests/sites/furniture/test_typed.py::test_odd_names_stay_as_they_are"),
    "H10": (
        _TYPED,
        _ASKED,
        f"{_STORED}::test_h10_nothing_that_people_wrote_is_obeyed_anywhere",
        f"{_STORED}::test_h10_every_word_is_shown_as_it_was_written",
        f"{_STORED}::test_h10_no_log_holds_what_people_wrote",
    ),
    "H11": (_TYPED, _ASKED),
    "H12": (_TYPED, _ASKED),
    "H13": (_TYPED, _ASKED),
    "H14": (_TYPED, f"{_TABLES}::test_h14_no_cell_of_a_table_is_a_formula"),
    "H15": (f"{_TABLES}::test_h15_and_h51_every_form_that_takes_a_file_answers_hostile_ones",),
    "H16": (_TYPED, _ASKED, "tests/communication/test_messages.py::test_a_line_break_in_a_subject_is_refused"),
    "H17": (_TYPED, _ASKED),
    "H18": (
        f"{_FILES}::test_h18_every_calendar_of_the_product_says_what_was_written",
        f"{_FILES}::test_h18_a_letter_of_many_octets_is_never_parted_at_the_end_of_a_line",
        f"{_FILES}::test_h18_no_text_becomes_another_line_or_property",
    ),
    "H19": (
        f"{_FILES}::test_h19_every_paper_of_the_product_prints_words_and_obeys_none",
        f"{_FILES}::test_h19_each_sign_of_the_typesetter_is_a_sign",
        f"{_FILES}::test_h19_huge_texts_are_printed_in_bounded_time",
        f"{_FILES}::test_h19_a_paper_leads_nowhere",
    ),
    "H20": (
        f"{_LOGS}::test_h20_nothing_of_a_request_reaches_the_log",
        f"{_LOGS}::test_h20_one_record_is_one_line",
        f"{_LOGS}::test_h20_a_one_time_link_reaches_no_log_whatever_is_wrong_with_the_request",
    ),
    "H21": (f"{_EFFECTS}::test_h21_no_address_answers_under_another_name", _TWICE),
    "H22": ("tests/hostile/test_input.py::test_h22_nobody_is_sent_elsewhere_after_a_form",),
    "H23": (
        f"{_LOGS}::test_h23_a_forged_address_opens_no_other_count",
        f"{_LOGS}::test_h23_neither_session_nor_journal_believes_a_forged_address",
        f"{_LOGS}::test_h20_nothing_of_a_request_reaches_the_log",
    ),
    "H24": (
        f"{_EFFECTS}::test_h24_after_looking_at_everything_twice_every_table_is_as_it_was",
        f"{_EFFECTS}::test_h24_a_form_from_another_site_changes_nothing",
        f"{_EFFECTS}::test_h24_other_methods_are_refused_at_every_address",
    ),
    "H25": (
        "tests/hostile/test_frames.py::test_h25_no_answer_of_any_address_may_be_framed",
        "tests/hostile/test_frames.py::test_h25_no_refusal_may_be_framed",
    ),
    "H26": (
        f"{_DOORS}::test_h26_the_door_is_shut_for_everybody_else",
        f"{_DOORS}::test_h26_an_id_of_nothing_or_of_something_else_is_not_found",
        f"{_DOORS}::test_h26_a_refusal_is_journalled",
    ),
    "H27": (_TYPED, "tests/hostile/test_input.py::test_h27_nobody_gives_themselves_a_role"),
    "H28": (_TYPED, _TWICE),
    "H29": (
        f"{_REPLAY}::test_h29_a_cookie_from_before_the_sign_in_is_dead_after_it",
        f"{_REPLAY}::test_h29_a_cookie_is_dead_after_its_end",
        f"{_REPLAY}::test_h29_a_cookie_has_no_role_that_was_taken_away",
    ),
    "H30": (
        f"{_STRANGERS}::test_h30_who_has_an_account_is_answered_as_a_stranger_is",
        f"{_STRANGERS}::test_h30_one_question_is_one_letter_at_most_and_goes_to_nobody_else",
        f"{_STRANGERS}::test_h30_and_h31_nowhere_else_is_an_address_typed_and_there_is_no_sign_up",
        "tests/sites/account/test_enumeration.py::test_a_stranger_waits_as_long_as_a_customer",
        "tests/sites/account/test_enumeration.py::test_a_wrong_password_takes_as_long_as_an_unknown_address",
    ),
    "H31": (
        f"{_STRANGERS}::test_h30_and_h31_nowhere_else_is_an_address_typed_and_there_is_no_sign_up",
        f"{_STRANGERS}::test_h31_a_guest_with_the_victims_address_sees_nothing_of_the_victims",
        f"{_STRANGERS}::test_h31_the_order_is_the_victims_once_their_address_is_proven_and_the_guests_no_more",
    ),
    "H32": (
        f"{_ONE_TIME}::test_h32_a_scanner_that_opens_a_link_uses_nothing_up_and_gets_no_session",
        f"{_ONE_TIME}::test_h32_and_h56_a_link_works_once_and_not_when_a_sign_of_it_is_changed",
    ),
    "H33": (
        f"{_ONE_TIME}::test_h33_a_code_of_one_browser_opens_nothing_in_another",
        f"{_ONE_TIME}::test_h33_after_three_wrong_codes_the_right_one_is_spent",
        f"{_ONE_TIME}::test_h33_new_browsers_and_networks_buy_a_bounded_number_of_guesses",
        f"{_ONE_TIME}::test_h33_a_code_of_the_application_works_once_through_whichever_worker",
    ),
    "H38": (
        "tests/hostile/test_rights.py::test_h38_no_form_of_any_address_gives_its_sender_a_role",
        "tests/hostile/test_rights.py::test_h38_one_person_with_two_accounts_is_not_two_people",
        "tests/hostile/test_rights.py::test_h38_the_last_owner_stays_whatever_is_sent",
        "tests/hostile/test_rights.py::test_h38_whose_agreement_has_ended_gets_in_nowhere",
    ),
    "H39": ("tests/hostile/test_rights.py::test_h39_no_address_takes_a_price_a_fee_or_a_credit_from_who_orders",),
    "H40": (
        "tests/scheduling/test_race.py::test_sixteen_orders_for_two_providers",
        "tests/scheduling/test_race.py::test_fifty_acceptances_have_one_winner",
        "tests/scheduling/test_race.py::test_cancelling_and_beginning_at_once_have_one_winner",
        "tests/scheduling/test_race_http.py::test_fifty_browsers_never_put_anybody_in_two_places",
    ),
    "H41": (_TYPED, _ASKED, f"{_FIELDS}::test_counts_are_read_in_every_script"),
    "H43": (
        f"{_STALE}::test_h43_a_price_that_changes_at_midnight_is_shown_with_the_old_one_and_agreed_to_anew",
        f"{_STALE}::test_h43_a_rate_of_vat_that_changes_at_midnight_is_that_of_the_day_of_the_order",
    ),
    "H51": (
        f"{_FILES}::test_h51_files_have_plain_names_whatever_their_words",
        f"{_TABLES}::test_h15_and_h51_every_form_that_takes_a_file_answers_hostile_ones",
    ),
    "H52": (
        "tests/promises/test_s35_time_and_duration.py::test_a_night_visit_through_the_autumn_change_bills_three_hours",
        "tests/kernel/test_recurrence.py::test_the_odd_hours_of_both_nights",
        "tests/kernel/test_period.py::test_the_hour_that_happens_twice_means_the_first_and_the_missing_one_the_next",
        "tests/kernel/test_period.py::test_days_in_a_row_pass_a_leap_day",
        "tests/company/test_calendar.py::test_public_holidays_are_closed_and_eves_usual_unless_ruled",
        f"{_ODD}::test_h52_half_past_three_in_the_odd_nights_lasts_as_agreed",
        f"{_ODD}::test_h52_a_visit_over_midnight_into_the_odd_night_lasts_as_agreed",
        f"{_ODD}::test_h52_the_29th_of_february_and_week_53_are_days_like_others",
        f"{_ODD}::test_h52_midsummer_follows_the_rule_of_the_service",
    ),
    "H53": (_TYPED, _ASKED, f"{_FIELDS}::test_impossible_days_are_refused"),
    "H54": (
        f"{_REPLAY}::test_h54_a_form_sent_a_month_later_leads_to_the_sign_in_and_does_nothing",
        f"{_REPLAY}::test_h54_an_order_left_for_a_month_begins_again",
        f"{_REPLAY}::test_h54_a_held_time_that_is_over_is_not_taken",
        f"{_REPLAY}::test_h54_an_old_sign_in_link_says_so",
        f"{_REPLAY}::test_h54_an_old_invitation_says_so",
        f"{_REPLAY}::test_h54_an_old_code_signs_nobody_in",
    ),
    "H55": (
        f"{_EDGES}::test_h55_a_contract_is_forgotten_on_the_same_day_a_year_later_in_helsinki",
        f"{_EDGES}::test_h55_the_customers_page_and_the_card_say_that_day",
    ),
    "H56": (
        f"{_ONE_TIME}::test_h56_no_address_but_two_does_anything_by_a_link_alone",
        f"{_ONE_TIME}::test_h56_no_link_of_any_letter_acts_when_it_is_opened_by_its_reader_or_by_anybody",
        f"{_ONE_TIME}::test_h56_somebody_elses_link_opens_that_account_and_does_nothing_to_ones_own",
        f"{_ONE_TIME}::test_h32_and_h56_a_link_works_once_and_not_when_a_sign_of_it_is_changed",
        f"{_REPLAY}::test_h54_an_old_sign_in_link_says_so",
    ),
}

ELSEWHERE: Mapping[str, str] = {
    "H30": "every place where a stranger types an address; that there is no other is asked of the table",
    "H32": "the two kinds of links that act without a sign-in; that there is no other is asked in H56",
    "H33": "codes of the sign-in",
    "H40": "many at once for one thing; the addresses are those of orders, moves and offers",
    "H43": "a price that changes while an order is open; the address is that of the last screen",
    "H52": "days and hours; the addresses are those of H53",
    "H55": "the day until which data is kept, as counted and as shown; nothing erases on it yet, no legal hold either",
}
