"""Addresses of the privacy desk."""

from django.urls import path

from lupaus.sites.desk import checks, choosing, exports, looks, notice, partners, promises, records

app_name = "desk"

urlpatterns = [
    path("", promises.promises, name="promises"),
    path("check/", promises.check, name="check"),
    path("attestations/<slug:code>/", promises.attest, name="attest"),
    path("looks/", looks.search, name="looks"),
    path("looks/<uuid:customer_id>/", looks.looks, name="looks_at"),
    path("checks/", checks.checks, name="checks"),
    path("exports/", exports.exports, name="exports"),
    path("notice/", notice.notice, name="notice"),
    path("partners/", partners.listed, name="partners"),
    path("partners/new/", partners.new, name="partner_new"),
    path("partners/strict/", partners.strict, name="partners_strict"),
    path("partners/disclosed/", partners.disclosed, name="partners_disclosed"),
    path("partners/<uuid:partner_id>/", partners.one, name="partner"),
    path("partners/<uuid:partner_id>/details/", partners.details, name="partner_details"),
    path("partners/<uuid:partner_id>/agreement/", partners.agreement, name="partner_agreement"),
    path("partners/<uuid:partner_id>/assessment/", partners.assessment, name="partner_assessment"),
    path("partners/<uuid:partner_id>/ending/", partners.ending, name="partner_ending"),
    path("partners/<uuid:partner_id>/time/", partners.more_time, name="partner_time"),
    path("partners/agreements/<uuid:agreement_id>/paper/", partners.paper, name="partner_paper"),
    path("partners/agreements/<uuid:agreement_id>/file/", partners.paper_file, name="partner_paper_file"),
    path("partners/agreements/<uuid:agreement_id>/removal/", partners.paper_removal, name="partner_paper_removal"),
    path("partners/agreements/<uuid:agreement_id>/ending/", partners.agreement_ending, name="partner_agreement_ending"),
    path("partners/assessments/<uuid:assessment_id>/approval/", partners.approval, name="partner_approval"),
    path("notice/records/<slug:code>/", records.record, name="notice_record"),
    path("notice/records/<slug:code>/<slug:form>/", records.file, name="notice_record_file"),
    path("notice/preview/", notice.preview, name="preview"),
    path("notice/publish/", notice.publish, name="publish"),
    path("notice/choices/", choosing.chosen, name="chosen"),
    path("notice/choices/contact/", choosing.contact, name="contact"),
    path("notice/choices/purpose/<str:code>/", choosing.purpose, name="purpose"),
    path("notice/choices/period/<str:code>/", choosing.period, name="period"),
]
