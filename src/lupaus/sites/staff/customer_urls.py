"""Customers: found the way they are asked for, opened for a stated reason, merged when two are one."""

from django.urls import path

from lupaus.sites.staff import care, customers, endings, key_tags, merges, people, phone_order, remarks, requests

urlpatterns = [
    path("customers/", customers.customers, name="customers"),
    path("customers/<uuid:customer_id>/", customers.customer, name="customer"),
    path("customers/<uuid:customer_id>/case/", customers.case, name="customer_case"),
    path("customers/<uuid:customer_id>/case/end/", customers.case_end, name="customer_case_end"),
    path("customers/<uuid:customer_id>/value/", customers.value, name="customer_value"),
    path("customers/<uuid:customer_id>/contacts/", care.contact, name="customer_contacts"),
    path("customers/<uuid:customer_id>/tasks/", care.task, name="customer_tasks"),
    path("customers/<uuid:customer_id>/phone-order/", phone_order.known_caller, name="customer_phone_order"),
    path("phone-order/", phone_order.new_caller, name="phone_order"),
    path("messages/", remarks.waiting, name="messages"),
    path("orders/<uuid:order_id>/messages/", remarks.messages_of_order, name="order_messages"),
    path("customers/<uuid:customer_id>/people/<slug:kind>/", people.add, name="customer_people"),
    path("customers/<uuid:customer_id>/ending/", endings.ending, name="customer_ending"),
    path("customers/<uuid:customer_id>/resumption/", endings.resumption, name="customer_resumption"),
    path("customers/<uuid:customer_id>/key-tags.pdf", key_tags.tags, name="customer_key_tags"),
    path("people-of-customers/<uuid:linked_id>/", people.change, name="linked"),
    path("people-of-customers/<uuid:linked_id>/ending/", people.end, name="linked_ending"),
    path("requests/", requests.requests, name="requests"),
    path("requests/<uuid:request_id>/answer/", requests.answer, name="request_answer"),
    path("requests/<uuid:request_id>/closing/", requests.closing, name="request_closing"),
    path("tasks/", care.todo, name="tasks"),
    path("tasks/<uuid:task_id>/end/", care.done, name="task_end"),
    path("customers/<uuid:customer_id>/merge/<uuid:other_id>/", merges.merge, name="merge"),
    path("merges/<uuid:merge_id>/undoing/", merges.undoing, name="merge_undoing"),
]
