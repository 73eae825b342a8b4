"""Customers: found the way they are asked for, opened for a stated reason, merged when two are one."""

from django.urls import path

from lupaus.sites.staff import care, customers, merges, phone_order, remarks

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
    path("tasks/", care.todo, name="tasks"),
    path("tasks/<uuid:task_id>/end/", care.done, name="task_end"),
    path("customers/<uuid:customer_id>/merge/<uuid:other_id>/", merges.merge, name="merge"),
    path("merges/<uuid:merge_id>/undoing/", merges.undoing, name="merge_undoing"),
]
